import type { Section as SectionBlock } from '../../block-kit.ts';
import { TextView } from '../text/text-view.tsx';
import { Action } from './action.tsx';
import { ImageBox } from './image-box.tsx';
import type { Surface } from './surface.ts';

/** A text, its fields in two columns, and the accessory beside them. */
export function Section({ section, surface }: { section: SectionBlock; surface: Surface }) {
  const { text, fields = [], accessory, block_id } = section;
  const { names } = surface;
  return (
    <div class="hb-section">
      <div class="hb-section-text">
        {text && <TextView text={text} names={names} />}
        {fields.length > 0 && (
          <div class="hb-fields">
            {fields.map((field, index) => (
              <TextView key={index} text={field} names={names} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div class="hb-accessory">
          {accessory.type === 'image' ? (
            <ImageBox image={accessory} size="thumbnail" />
          ) : (
            <Action element={accessory} blockId={block_id} surface={surface} />
          )}
        </div>
      )}
    </div>
  );
}
