import { desk } from '../../desk.ts';
import { Desk } from '../../src/desk/desk.ts';

/** The categories of the default desk. */
export const { categories } = Desk.parse(desk);
