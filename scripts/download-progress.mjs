/**
 * Loaded into the installer of Electron before its own code: says how much of a download has arrived, a
 * line for each tenth. What it asks for and gets is not touched.
 */
const MEGABYTE = 1024 * 1024;
/** Less than this is a list of checksums or a page of an error. */
const WORTH_SAYING = MEGABYTE;

const fetched = globalThis.fetch;

globalThis.fetch = async (...asked) => {
  const response = await fetched(...asked);
  const total = Number(response.headers.get('content-length'));
  if (!response.ok || response.body === null || !(total >= WORTH_SAYING)) return response;
  let [arrived, said] = [0, 0];
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, stream) {
        arrived += chunk.length;
        const tenths = Math.floor((10 * arrived) / total);
        if (tenths > said) {
          said = tenths;
          const [have, of] = [arrived, total].map((bytes) => Math.round(bytes / MEGABYTE));
          process.stdout.write(`  ${have} of ${of} MB\n`);
        }
        stream.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
};
