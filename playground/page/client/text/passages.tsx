import type { ComponentChildren, JSX } from 'preact';
import { Grid } from './grid.tsx';
import { Inlines } from './inlines.tsx';
import type { Names } from './names.ts';
import type { Passage } from './passage.ts';

/** A text's passages, one below another. */
export function Passages({ passages, names }: { passages: readonly Passage[]; names: Names }) {
  return (
    <div class="hb-text">
      {passages.map((passage, index) => (
        <One key={index} passage={passage} names={names} />
      ))}
    </div>
  );
}

function One({ passage, names }: { passage: Passage; names: Names }): JSX.Element {
  switch (passage.type) {
    case 'paragraph':
      return (
        <p class="hb-paragraph">
          <Inlines parts={passage.parts} names={names} />
        </p>
      );
    case 'heading':
      return (
        <Heading level={passage.level}>
          <Inlines parts={passage.parts} names={names} />
        </Heading>
      );
    case 'quote':
      return (
        <blockquote class="hb-quote">
          <Inlines parts={passage.parts} names={names} />
        </blockquote>
      );
    case 'preformatted':
      return (
        <pre class="hb-preformatted">
          <Inlines parts={passage.parts} names={names} />
        </pre>
      );
    case 'list':
      return <List list={passage} names={names} />;
    case 'table':
      return (
        <Grid
          rows={passage.rows.map((row) =>
            row.map((parts) => <Inlines parts={parts} names={names} />),
          )}
        />
      );
    case 'rule':
      return <hr class="hb-divider" />;
  }
}

/** Headings of a message rank below the page's own. */
function Heading({ level, children }: { level: number; children: ComponentChildren }) {
  const Tag = level < 3 ? 'h3' : 'h4';
  return <Tag class={`hb-heading hb-heading-${Math.min(level, 3)}`}>{children}</Tag>;
}

function List({ list, names }: { list: Extract<Passage, { type: 'list' }>; names: Names }) {
  const items = list.items.map((parts, index) => (
    <li key={index}>
      <Inlines parts={parts} names={names} />
    </li>
  ));
  const classes = `hb-list hb-list-${list.indent % 3} hb-indent-${Math.min(list.indent, 8)}`;
  if (!list.isOrdered) return <ul class={classes}>{items}</ul>;
  return (
    <ol class={classes} start={list.start}>
      {items}
    </ol>
  );
}
