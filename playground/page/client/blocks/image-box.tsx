import type { ImageElement } from '@slack/types';
import { useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { safeUrl } from '../text/safe-url.ts';

/** An image, or its alternative text: the page's policy lets it load no image from another site. */
export function ImageBox({
  image,
  size,
}: {
  image: ImageElement;
  size: 'small' | 'thumbnail' | 'full';
}) {
  const [isGone, setGone] = useState(false);
  const src = 'image_url' in image ? safeUrl(image.image_url) : undefined;
  const classes = `hb-image hb-image-${size}`;
  if (isGone || src === undefined) {
    return (
      <span
        class={`${classes} hb-image-gone`}
        role="img"
        aria-label={image.alt_text}
        title={image.alt_text}
      >
        {size === 'small' ? <Icon name="image" /> : image.alt_text}
      </span>
    );
  }
  return <img class={classes} src={src} alt={image.alt_text} onError={() => setGone(true)} />;
}
