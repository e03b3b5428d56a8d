import { createContext } from 'preact';

/** Whether the browser has a font with emoji. */
export const EmojiFont = createContext(true);

/** Finds out whether an emoji shows in colour; without a font for it, it is a black box or nothing. */
export function hasEmojiFont(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) return false;
  context.font = `${size / 2}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
  context.fillText('😀', 0, size / 1.5);
  const { data } = context.getImageData(0, 0, size, size);
  return data.some((red, at) => at % 4 === 0 && Math.abs(red - (data[at + 2] ?? red)) > 30);
}

const size = 32;
