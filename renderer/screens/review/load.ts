import type { Answer, Request } from '../../../application/contract.ts';

export type Reading = Answer<'documents.read'>;
/** What the application says of a draft. */
export type Checked = Answer<'documents.check'>;
/** A document of the book, with what the tables of the reading show. */
export type ShownDocument = Answer<'documents.get'>['document'];
export type Place = Reading['places'][number];
export type Content = Request<'documents.read'>['content'];
export type DocumentRow = Answer<'documents.accept'>;
export type Edit = Request<'documents.edit'>['edit'];
