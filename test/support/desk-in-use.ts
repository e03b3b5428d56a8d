import { desk } from '../../desk.ts';
import { Desk } from '../../src/desk/desk.ts';
import { createDeskInUse } from '../../src/settings/desk-in-use.ts';

/** The desk that ships, as it is in use, in UTC. */
export const readDesk = createDeskInUse(Desk.parse(desk), 'UTC');
