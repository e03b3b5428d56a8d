import { testMainDoors } from './main-doors.ts';

await testMainDoors({ socketMode: false });
