import type { Block } from '../../block-kit.ts';
import { Passages } from '../text/passages.tsx';
import { readMarkdown } from '../text/read-markdown.ts';
import { readRichText } from '../text/read-rich-text.ts';
import { PlainTextView, TextView } from '../text/text-view.tsx';
import { Action } from './action.tsx';
import { Container } from './container.tsx';
import { ContextActions } from './context-actions.tsx';
import { ImageBox } from './image-box.tsx';
import { LooseInput } from './loose-input.tsx';
import { Section } from './section.tsx';
import type { Surface } from './surface.ts';
import { Table } from './table.tsx';

/** One block of any type. */
export function BlockView({ block, surface }: { block: Block; surface: Surface }) {
  const { names } = surface;
  switch (block.type) {
    case 'section':
      return <Section section={block} surface={surface} />;
    case 'header':
      return (
        <h3 class="hb-header">
          <PlainTextView text={block.text} />
        </h3>
      );
    case 'divider':
      return <hr class="hb-divider" />;
    case 'context':
      return (
        <div class="hb-context">
          {block.elements.map((element, index) =>
            element.type === 'image' ? (
              <ImageBox key={index} image={element} size="small" />
            ) : (
              <TextView key={index} text={element} names={names} />
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div class="hb-actions">
          {block.elements.map((element, index) => (
            <Action
              key={element.action_id ?? index}
              element={element}
              blockId={block.block_id}
              surface={surface}
            />
          ))}
        </div>
      );
    case 'context_actions':
      return <ContextActions block={block} surface={surface} />;
    case 'container':
      return (
        <Container container={block} names={names}>
          {block.child_blocks.map((child, index) => (
            <BlockView key={child.block_id ?? index} block={child} surface={surface} />
          ))}
        </Container>
      );
    case 'alert':
      return (
        <div class={`hb-alert hb-alert-${block.level ?? 'default'}`} role="note">
          <TextView text={block.text} names={names} />
        </div>
      );
    case 'input':
      return <LooseInput block={block} surface={surface} />;
    case 'image':
      return (
        <figure class="hb-figure">
          {block.title && (
            <figcaption class="hb-caption">
              <PlainTextView text={block.title} />
            </figcaption>
          )}
          <ImageBox image={block} size="full" />
        </figure>
      );
    case 'rich_text':
      return <Passages passages={readRichText(block)} names={names} />;
    case 'table':
      return <Table table={block} names={names} />;
    case 'markdown':
      return <Passages passages={readMarkdown(block.text)} names={names} />;
  }
}
