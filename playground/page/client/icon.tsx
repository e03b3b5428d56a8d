import type { ComponentChildren } from 'preact';

export type IconName =
  | 'clock'
  | 'close'
  | 'file'
  | 'home'
  | 'image'
  | 'menu'
  | 'more'
  | 'play'
  | 'stop'
  | 'trash';

/** An icon in the colour of its text. It is drawn: a server's browser may have no font with such signs. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]()}
    </svg>
  );
}

const line = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.6,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

const shapes: Record<IconName, () => ComponentChildren> = {
  clock: () => (
    <>
      <circle cx="8" cy="8" r="6.2" {...line} />
      <path d="M8 4.4V8l2.4 1.6" {...line} />
    </>
  ),
  close: () => <path d="m3.5 3.5 9 9m0-9-9 9" {...line} />,
  file: () => (
    <>
      <path d="M3.5 1.8h5.8l3.2 3.2v9.2h-9z" {...line} />
      <path d="M9 2v3.3h3.3M5.8 8.4h4.4m-4.4 2.8h4.4" {...line} />
    </>
  ),
  home: () => <path d="M2 7.8 8 2.4l6 5.4M3.8 6.6v7h8.4v-7M6.6 13.4V9.6h2.8v3.8" {...line} />,
  image: () => (
    <>
      <rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.4" {...line} />
      <path d="m2.4 11.8 3.4-3.6 2.6 2.6 2-2 3.2 3.2M10.6 5.8v.1" {...line} />
    </>
  ),
  menu: () => <path d="M2 4h12M2 8h12M2 12h12" {...line} />,
  more: () => (
    <>
      <circle cx="3" cy="8" r="1.4" fill="currentColor" />
      <circle cx="8" cy="8" r="1.4" fill="currentColor" />
      <circle cx="13" cy="8" r="1.4" fill="currentColor" />
    </>
  ),
  play: () => <path d="M4 2.4v11.2L13.4 8z" fill="currentColor" />,
  stop: () => <rect x="3" y="3" width="10" height="10" rx="1.2" fill="currentColor" />,
  trash: () => <path d="M2.5 4.2h11M6 4V2.2h4V4M4 4.4l.7 9.2h6.6l.7-9.2" {...line} />,
};
