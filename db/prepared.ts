/** Statements of one connection, made ready once each: to do so takes longer than most of them do. */
import type { Connection, Statement } from './sqlite.ts';

export class PreparedStatements {
  readonly #db: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Connection) {
    this.#db = db;
  }

  /** The statement of this text; throws what the database says of a text that it does not take. */
  of(sql: string): Statement {
    let prepared = this.#statements.get(sql);
    if (prepared === undefined) {
      prepared = this.#db.prepare(sql);
      this.#statements.set(sql, prepared);
    }
    return prepared;
  }
}
