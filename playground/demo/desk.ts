import { desk as standard } from '../../desk.ts';
import { german } from '../../desks/texts.de.ts';
import { demoHolidays } from './clock/holidays.ts';

/**
 * The default desk, but for these settings: what a customer writes after *Resolve* is a new conversation
 * at once, so that every scenario can be played at any time and again; they are told of it at once; the
 * team is there in the visitor's own hours; there are leads, who get the week's report; and who reads
 * Slack in German reads the bot in German.
 */
export const desk = {
  ...standard,
  reopenWithin: 0,
  undoSeconds: 0,
  hours: {
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    holidays: demoHolidays(),
  },
  leadsChannel: '#leads',
  weeklyReport: true,
  languages: { de: german },
};
