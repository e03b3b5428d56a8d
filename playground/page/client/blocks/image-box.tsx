import { useState } from 'preact/hooks';
import type { ImageElement } from '../../block-kit.ts';
import { safeUrl } from '../text/safe-url.ts';

/** An image, or what it shows in words: the page lets nothing be fetched from elsewhere. */
export function ImageBox({
  image,
  size,
}: {
  image: ImageElement;
  size: 'small' | 'thumbnail' | 'full';
}) {
  const [isGone, setGone] = useState(false);
  const src = safeUrl(image.image_url);
  const look = `hb-image hb-image-${size}`;
  if (isGone || src === undefined) {
    return (
      <span
        class={`${look} hb-image-gone`}
        role="img"
        aria-label={image.alt_text}
        title={image.alt_text}
      >
        {size === 'small' ? '▦' : image.alt_text}
      </span>
    );
  }
  return <img class={look} src={src} alt={image.alt_text} onError={() => setGone(true)} />;
}
