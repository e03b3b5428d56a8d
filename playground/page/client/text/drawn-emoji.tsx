import type { ComponentChildren } from 'preact';

const check = {
  fill: 'none',
  'stroke-width': 2.2,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

/** The emoji that support teams react with most, drawn, so that they look the same in every browser. */
export const drawnEmoji = new Map<string, () => ComponentChildren>([
  [
    'white_check_mark',
    () => (
      <>
        <rect x="1" y="1" width="14" height="14" rx="3" fill="#1f9d55" />
        <path d="m4.4 8.4 2.5 2.5 4.8-5.4" stroke="#ffffff" {...check} />
      </>
    ),
  ],
  [
    'heavy_check_mark',
    () => <path d="m2.4 8.6 3.8 3.8 7.4-8.6" stroke="currentColor" {...check} />,
  ],
  [
    'eyes',
    () => (
      <>
        <ellipse cx="4.5" cy="8" rx="3.4" ry="5.4" fill="#ffffff" stroke="#6b7280" />
        <ellipse cx="11.5" cy="8" rx="3.4" ry="5.4" fill="#ffffff" stroke="#6b7280" />
        <circle cx="3.6" cy="8.8" r="1.9" fill="#22262b" />
        <circle cx="10.6" cy="8.8" r="1.9" fill="#22262b" />
      </>
    ),
  ],
  [
    'warning',
    () => (
      <>
        <path d="M8 1.4 15.2 14.4H.8z" fill="#f2c94c" stroke="#b98900" stroke-linejoin="round" />
        <path d="M8 6v3.8m0 2.2v.1" stroke="#22262b" {...check} />
      </>
    ),
  ],
  ['x', () => <path d="m3 3 10 10m0-10L3 13" stroke="#d02048" {...check} />],
]);
