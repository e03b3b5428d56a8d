import type { PlainTextElement, TextObject } from '@slack/types';
import { Inlines } from './inlines.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import type { Names } from './names.ts';
import type { Inline } from './passage.ts';

/** A text object: Slack's format, or plain text, in which only emoji names are replaced. */
export function TextView({ text, names }: { text: TextObject; names: Names }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} names={names} />;
  return (
    <div class="hb-text hb-paragraph">
      <PlainTextView text={text} />
    </div>
  );
}

/** Plain text within a line. */
export function PlainTextView({ text }: { text: PlainTextElement }) {
  return <Inlines parts={readPlain(text)} names={nobody} />;
}

const nobody: Names = { user: (id) => id, channel: (id) => id };

function readPlain({ text, emoji }: PlainTextElement): Inline[] {
  if (emoji === false) return [{ type: 'text', text }];
  return text
    .split(/:([a-z0-9_+-]+):/)
    .map((part, index) =>
      index % 2 === 1 ? { type: 'emoji', name: part } : { type: 'text', text: part },
    );
}
