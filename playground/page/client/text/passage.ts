/** A piece of a line, from any of Slack's formats. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'styled'; style: 'bold' | 'italic' | 'strike' | 'underline'; parts: readonly Inline[] }
  | { type: 'link'; url: string; parts: readonly Inline[] }
  | { type: 'user'; id: string }
  | { type: 'channel'; id: string }
  | { type: 'call'; name: string }
  | { type: 'emoji'; name: string }
  | { type: 'date'; seconds: number; format: string; fallback: string };

/** A block of a text, such as a paragraph or a list. */
export type Passage =
  | { type: 'paragraph' | 'quote' | 'preformatted'; parts: readonly Inline[] }
  | { type: 'heading'; level: number; parts: readonly Inline[] }
  | { type: 'list'; isOrdered: boolean; indent: number; start: number; items: readonly Item[] }
  | { type: 'table'; rows: readonly (readonly Item[])[] }
  | { type: 'rule' };

export type Item = readonly Inline[];
