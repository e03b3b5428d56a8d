import type { Block, Element } from '../blocks/block.ts';
import { feedbackOf } from '../blocks/context-actions.ts';
import { type NameOf, readMrkdwn } from './mrkdwn.ts';
import { asIs, joined, nothing, type Reading } from './reading.ts';
import { readRichText } from './rich-text.ts';

type Text = { type: 'plain_text'; text: string } | { type: 'mrkdwn'; text: string };
type Image = { type: 'image'; alt_text: string };

export function readBlocks(blocks: readonly Block[], nameOf: NameOf): Reading {
  return joined(
    blocks.map((block) => readBlock(block, nameOf)),
    '\n',
  );
}

function readBlock(block: Block, nameOf: NameOf): Reading {
  const read = (part: Text | Image | Element | undefined) => readPart(part, nameOf);
  switch (block.type) {
    case 'section':
      return joined([block.text, ...(block.fields ?? []), block.accessory].map(read), '\n');
    case 'context':
    case 'actions':
    case 'context_actions':
      return joined(block.elements.map(read), ' ');
    case 'header':
      return read(block.text);
    case 'input':
      return joined([block.label, block.element, block.hint].map(read), ' ');
    case 'image':
      return joined([read(block.title), asIs(`[${block.alt_text}]`)], ' ');
    case 'markdown':
      return readMarkdown(block.text, nameOf);
    case 'rich_text':
      return readRichText(block, nameOf);
    case 'table':
      return joined(
        block.rows.map((row) =>
          joined(
            row.map((cell) => readCell(cell, nameOf)),
            ' | ',
          ),
        ),
        '\n',
      );
    case 'alert':
      return read(block.text);
    case 'container':
      return joined(
        [
          block.rich_text_title ? readRichText(block.rich_text_title, nameOf) : read(block.title),
          read(block.subtitle),
          readBlocks(block.child_blocks, nameOf),
        ],
        '\n',
      );
    case 'divider':
      return nothing;
  }
}

function readPart(part: Text | Image | Element | undefined, nameOf: NameOf): Reading {
  if (part === undefined) return nothing;
  if (part.type === 'plain_text') return asIs(part.text);
  if (part.type === 'mrkdwn') return readMrkdwn(part.text, nameOf);
  if (part.type === 'image') return asIs(`[${part.alt_text}]`);
  if (part.type === 'button') return readButton(part);
  if (part.type === 'icon_button') return asIs(`[${part.text.text}]`);
  if (part.type === 'feedback_buttons') {
    return asIs(
      feedbackOf(part)
        .map(({ text }) => `[${text.text}]`)
        .join(' '),
    );
  }
  return asIs(controlText(part));
}

/** What a control shows before anything is chosen or typed; never its `action_id`, which nobody sees. */
function controlText(
  control: Exclude<Element, { type: 'button' | 'icon_button' | 'feedback_buttons' }>,
): string {
  switch (control.type) {
    case 'overflow':
      return '[⋯]';
    case 'radio_buttons':
    case 'checkboxes':
      return control.options.map(({ text }) => `[${text.text}]`).join(' ');
    case 'file_input':
      return '[Add files]';
    case 'datetimepicker':
      return '[…]';
    default:
      return `[${control.placeholder?.text ?? '…'}]`;
  }
}

function readButton(button: Extract<Element, { type: 'button' }>): Reading {
  const label = button.text.text;
  const links = button.url === undefined ? [] : [{ url: button.url, label }];
  return { ...nothing, shown: `[${label}]`, links };
}

function readCell(cell: Extract<Block, { type: 'table' }>['rows'][number][number], nameOf: NameOf) {
  return cell.type === 'rich_text' ? readRichText(cell, nameOf) : asIs(cell.text);
}

/** Reads Markdown's own links, and Slack's tokens, which work in Markdown too. */
function readMarkdown(text: string, nameOf: NameOf): Reading {
  const links = [...text.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, label, url]) => ({
    url: url ?? '',
    label: label ?? '',
  }));
  return joined([readMrkdwn(text, nameOf), { ...nothing, links }], '');
}
