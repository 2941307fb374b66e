import { connect, type Connection, type Statement } from '../sqlite.ts';

/** The connection, on a disk that writes something else than it was given: each copy is spoiled. */
export function spoilingCopies(db: Connection, spoil: (copy: Connection) => void): Connection {
  const failing = Object.create(db) as Connection;
  failing.prepare = ((sql: string): unknown => {
    const prepared = db.prepare(sql);
    if (!sql.startsWith('VACUUM')) return prepared;
    const run = (path: string): void => {
      prepared.run(path);
      const copy = connect(path);
      spoil(copy);
      copy.close();
    };
    return { run } as unknown as Statement;
  }) as Connection['prepare'];
  return failing;
}
