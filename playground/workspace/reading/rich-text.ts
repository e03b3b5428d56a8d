import type { Inline, RichText } from '../blocks/rich-text.ts';
import type { NameOf } from './mrkdwn.ts';
import { asIs, joined, nothing, type Reading } from './reading.ts';

type Part = RichText['elements'][number];

export function readRichText({ elements }: RichText, nameOf: NameOf): Reading {
  return joined(
    elements.map((part) => readPart(part, nameOf)),
    '\n',
  );
}

function readPart(part: Part, nameOf: NameOf): Reading {
  if (part.type === 'rich_text_list') {
    return joined(
      part.elements.map((item) => joined([asIs('• '), readPart(item, nameOf)], '')),
      '\n',
    );
  }
  return joined(
    part.elements.map((inline) => readInline(inline, nameOf)),
    '',
  );
}

function readInline(inline: Inline, nameOf: NameOf): Reading {
  switch (inline.type) {
    case 'text':
      return asIs(inline.text);
    case 'link': {
      const label = inline.text ?? inline.url;
      return { ...nothing, shown: label, links: [{ url: inline.url, label }] };
    }
    case 'user':
      return {
        ...nothing,
        shown: `@${nameOf(inline.user_id)}`,
        pings: [`<@${inline.user_id}>`],
      };
    case 'broadcast':
      return { ...nothing, shown: `@${inline.range}`, pings: [`<!${inline.range}>`] };
    case 'usergroup':
      return {
        ...nothing,
        shown: `@${inline.usergroup_id}`,
        pings: [`<!subteam^${inline.usergroup_id}>`],
      };
    case 'channel':
      return asIs(`#${nameOf(inline.channel_id)}`);
    case 'emoji':
      return asIs(`:${inline.name}:`);
    case 'date':
      return asIs(inline.fallback ?? new Date(inline.timestamp * 1000).toUTCString());
    case 'color':
      return asIs(inline.value);
    case 'team':
      return asIs(inline.team_id);
  }
}
