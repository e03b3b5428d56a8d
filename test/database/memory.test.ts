import { after } from 'node:test';
import { testDatabase } from './database-contract.ts';

const { stop } = await testDatabase('PGlite in memory', { kind: 'memory' });
after(stop);
