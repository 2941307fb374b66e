/** Names that are given once and never again: every row of the book that is spoken of has one. */
import { randomUUID } from 'node:crypto';

export type NewId = () => string;

export const newUuid: NewId = () => randomUUID();
