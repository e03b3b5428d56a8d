import type { Message } from '../conversations/message.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import { transcriptLines } from '../conversations/transcript.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { InputBudget } from './input-budget.ts';
import type { QuestionSettings } from './question-settings.ts';

/** A line of a transcript, and Slack's own time of it. */
export type TimedLine = TranscriptLine & { ts?: string };

export function timedLines(messages: Message[]): TimedLine[] {
  return messages.flatMap((message) =>
    transcriptLines([message]).map((line) => ({ ...line, ts: message.ts })),
  );
}

/**
 * A conversation as a model is shown it: today's date, and a line for each message with its time and who
 * wrote it. Nobody can write a line that looks like another's: further lines of a message are marked, and
 * the names of the sections are no tags in it.
 */
export function showTranscript(
  lines: TimedLine[],
  {
    fitLines,
    hide,
    isNumbered = false,
    zone,
    now,
  }: Pick<InputBudget, 'fitLines'> &
    Pick<QuestionSettings, 'zone' | 'now'> & {
      /** Puts stand-ins for what is personal. */
      hide: (text: string) => string;
      isNumbered?: boolean;
    },
): string {
  const clock = clockOf(zone);
  const times = lines.map(({ ts }) => (ts === undefined ? undefined : clock(timeOf(ts))));
  const shown = fitLines(
    lines.map(({ speaker, text }, index) => {
      const number = isNumbered ? `[${index + 1}] ` : '';
      const time = times[index] ? `${times[index].time} ` : '';
      const words = asData(hide(`${speaker}: ${text}`));
      return { text: `${number}${time}${words}`, isFirst: speaker === 'CUSTOMER' };
    }),
  );
  const left = shown.filter((line) => line === undefined).length;
  const gap = lines.findIndex(
    ({ speaker }, index) => shown[index] === undefined && speaker === 'CUSTOMER',
  );
  const markAt = gap === -1 ? shown.indexOf(undefined) : gap;
  const today = clock(now());
  const rendered = [`Today: ${today.weekday} ${today.day}`];
  let day = today.day;
  for (const [index, line] of shown.entries()) {
    if (index === markAt) rendered.push(`[${left} messages left out]`);
    if (line === undefined) continue;
    const of = times[index]?.day ?? day;
    if (of !== day) rendered.push(`${of}:`);
    day = of;
    rendered.push(line);
  }
  return rendered.join('\n');
}

/**
 * A text in which no line begins like one of ours, and no section begins or ends. What
 * a model may take for a line break is one.
 */
export function asData(text: string): string {
  return text
    .replace(/\r\n|[\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu, '\n')
    .replace(/\n(?!\| )/g, '\n| ')
    .replace(/[<\uff1c\ufe64](?=[\s/\uff0f]*(?:transcript|records)\b)/gi, '‹');
}

function clockOf(zone: string): (time: Date) => { day: string; time: string; weekday: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    return {
      day: `${part('year')}-${part('month')}-${part('day')}`,
      time: `${part('hour')}:${part('minute')}`,
      weekday: part('weekday'),
    };
  };
}
