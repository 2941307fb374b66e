/** `npm run -s basisbook -- …`: the command line, set up first where it has to be. */
import { main } from '../cli/main.ts';

process.exitCode = await main(process.argv.slice(2));
