/** How much a model is shown of what there is to say. */
export type InputBudget = {
  /** A text, or its beginning and its end, so that it takes at most this share of the budget. */
  fit: (text: string, share?: number) => string;
  /** Whether a text had to be shortened. */
  isExceeded: () => boolean;
  /** How many bytes were shown. */
  shownBytes: () => number;
};

/**
 * Creates a budget of so many bytes of UTF-8, of which models make a token of three or four, whatever
 * the language. Some servers refuse a longer question, others cut its beginning off and do not say so.
 */
export function createInputBudget(bytes: number): InputBudget {
  let isExceeded = false;
  let shownBytes = 0;
  const shorten = (text: string, longest: number) => {
    if (Buffer.byteLength(text) <= longest) return text;
    isExceeded = true;
    const half = Math.floor((longest - Buffer.byteLength(OMISSION)) / 2);
    return `${beginning(text, half)}${OMISSION}${end(text, half)}`;
  };
  return {
    fit(text, share = 1) {
      const shown = shorten(text, Math.floor(bytes * share));
      shownBytes += Buffer.byteLength(shown);
      return shown;
    },
    isExceeded: () => isExceeded,
    shownBytes: () => shownBytes,
  };
}

const OMISSION = '\n[… the middle is left out, because it is long …]\n';

function beginning(text: string, bytes: number): string {
  const cut = Buffer.from(text).subarray(0, bytes).toString();
  const line = cut.lastIndexOf('\n');
  return whole(line > bytes / 2 ? cut.slice(0, line) : cut);
}

function end(text: string, bytes: number): string {
  const cut = Buffer.from(text).subarray(-bytes).toString();
  const line = cut.indexOf('\n') + 1;
  return whole(line > 0 && cut.length - line > bytes / 2 ? cut.slice(line) : cut);
}

/** Bytes of a character that was cut in two decode to these. */
function whole(text: string): string {
  return text.replace(/^\ufffd+|\ufffd+$/g, '');
}
