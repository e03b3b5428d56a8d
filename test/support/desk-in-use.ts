import { desk as shipped } from '../../desk.ts';
import { Desk } from '../../src/desk/desk.ts';
import { createDeskInUse } from '../../src/settings/desk-in-use.ts';
import { createSettings } from '../../src/settings/settings.ts';

const desk = Desk.parse(shipped);
const settings = createSettings({ desk, team: 'T1' });

/** The desk that ships, as it is in use, in UTC. */
export const readDesk = createDeskInUse(desk, { zone: 'UTC', settings });
