import type { ComponentChildren } from 'preact';
import type { Container as ContainerBlock } from '../../block-kit.ts';
import type { Names } from '../text/names.ts';
import { Passages } from '../text/passages.tsx';
import { readRichText } from '../text/read-rich-text.ts';
import { PlainTextView, TextView } from '../text/text-view.tsx';
import { ImageBox } from './image-box.tsx';

type Props = { container: ContainerBlock; names: Names };

/** A frame with a title around blocks, which are its children; the reader can fold some frames. */
export function Container({ children, ...props }: Props & { children: ComponentChildren }) {
  const { is_collapsible, default_collapsed, has_header_divider } = props.container;
  const head = <ContainerHead {...props} />;
  if (is_collapsible) {
    return (
      <details class="hb-container" open={!default_collapsed}>
        <summary class="hb-container-head">{head}</summary>
        <div class="hb-container-body">{children}</div>
      </details>
    );
  }
  return (
    <div class="hb-container">
      <div class={`hb-container-head ${has_header_divider ? 'hb-divided' : ''}`}>{head}</div>
      <div class="hb-container-body">{children}</div>
    </div>
  );
}

function ContainerHead({ container, names }: Props) {
  const { title, rich_text_title, subtitle, icon } = container;
  return (
    <>
      {icon && <ImageBox image={icon} size="small" />}
      <div class="hb-container-title">
        {rich_text_title ? (
          <Passages passages={readRichText(rich_text_title)} names={names} />
        ) : (
          title && <PlainTextView text={title} />
        )}
      </div>
      {subtitle && (
        <div class="hb-description">
          <TextView text={subtitle} names={names} />
        </div>
      )}
    </>
  );
}
