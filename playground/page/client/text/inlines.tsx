import { useSlack } from '../slack.ts';
import { Emoji, WithEmoji } from './emoji.tsx';
import { formatDate } from './format-date.ts';
import type { Names } from './names.ts';
import type { Inline } from './passage.ts';
import { safeUrl } from './safe-url.ts';

/** A line's pieces. All of it is rendered as text: no message's text becomes HTML. */
export function Inlines({ parts, names }: { parts: readonly Inline[]; names: Names }) {
  return (
    <>
      {parts.map((part, index) => (
        <Piece key={index} part={part} names={names} />
      ))}
    </>
  );
}

function Piece({ part, names }: { part: Inline; names: Names }) {
  switch (part.type) {
    case 'text':
      return <WithEmoji text={part.text} />;
    case 'code':
      return <code class="hb-code">{part.text}</code>;
    case 'user':
      return <span class="hb-mention">@{names.user(part.id)}</span>;
    case 'channel':
      return <span class="hb-mention">#{names.channel(part.id)}</span>;
    case 'call':
      return <span class="hb-mention">@{part.name}</span>;
    case 'emoji':
      return <Emoji name={part.name} />;
    case 'date':
      return <When {...part} />;
    case 'link':
      return <Link url={part.url} parts={part.parts} names={names} />;
    case 'styled': {
      const Tag = tags[part.style];
      return (
        <Tag>
          <Inlines parts={part.parts} names={names} />
        </Tag>
      );
    }
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u' } as const;

function When({
  seconds,
  format,
  fallback,
}: {
  seconds: number;
  format: string;
  fallback: string;
}) {
  const { now } = useSlack();
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return <>{fallback}</>;
  return (
    <time dateTime={at.toISOString()}>{formatDate(format, { at, now: new Date(now()) })}</time>
  );
}

function Link({ url, parts, names }: { url: string; parts: readonly Inline[]; names: Names }) {
  const href = safeUrl(url);
  const label = <Inlines parts={parts} names={names} />;
  if (href === undefined) return label;
  return (
    <a class="hb-link" href={href} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}
