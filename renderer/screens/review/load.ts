import type { Answer, Request } from '../../../application/contract.ts';

export type Reading = Answer<'documents.read'>;
export type ReadDocument = Reading['document'];
type ReadSecurity = ReadDocument['securities'][number];
export type ReadDistribution = ReadSecurity['distributions'][number];
export type Place = Reading['places'][number];
export type Content = Request<'documents.read'>['content'];
