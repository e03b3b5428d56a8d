import fc from 'fast-check';

/** A word that is not found by chance, and that nothing in a message is called. */
const word = fc.stringMatching(/^q[a-z]{6,9}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => some.join(' '));
const mrkdwn = fc.oneof(
  words,
  words.map((some) => `*${some}* &amp; more`),
  words.map((some) => `see <https://shop.example/a|${some}>\n&gt; ${some}`),
);
const odd = fc.jsonValue({ maxDepth: 2 });

const textObject = fc.record({ type: fc.constantFrom('mrkdwn', 'plain_text'), text: mrkdwn });
const inline = fc.oneof(
  fc.record({ type: fc.constant('text'), text: words }),
  fc.record({ type: fc.constant('link'), url: fc.constant('https://a.example'), text: words }),
  fc.record({ type: fc.constant('hologram'), caption: words }),
);
const section = fc.record({ type: fc.constant('rich_text_section'), elements: fc.array(inline) });
const richText = fc.record({
  type: fc.constant('rich_text'),
  elements: fc.array(
    fc.oneof(
      section,
      fc.record({ type: fc.constant('rich_text_list'), elements: fc.array(section) }),
      fc.record({ type: fc.constant('rich_text_quote'), elements: fc.array(inline) }),
      odd,
    ),
  ),
});
const block = fc.oneof(
  richText,
  fc.record({ type: fc.constant('section'), text: textObject, fields: fc.array(textObject) }),
  fc.record({ type: fc.constant('header'), text: textObject }),
  fc.record({ type: fc.constant('context'), elements: fc.array(fc.oneof(textObject, odd)) }),
  fc.record({ type: fc.constant('image'), alt_text: words, title: textObject }),
  fc.record({
    type: fc.constant('table'),
    rows: fc.array(fc.array(fc.record({ type: fc.constant('raw_text'), text: words }))),
  }),
  fc.record({
    type: fc.constant('actions'),
    elements: fc.array(fc.record({ type: fc.constant('button'), text: textObject })),
  }),
  fc.record({ type: fc.constant('hologram'), scene: fc.array(fc.record({ caption: words })) }),
  odd,
);
const file = fc.oneof(
  fc.record(
    {
      id: fc.constantFrom('F1', 'F2'),
      name: words,
      title: words,
      mode: fc.constantFrom('hosted', 'tombstone', 'email'),
      plain_text: mrkdwn,
      subject: words,
      transcription: fc.record({ preview: fc.record({ content: words }) }),
      smell: words,
    },
    { requiredKeys: [] },
  ),
  odd,
);
const { attachment } = fc.letrec<{ attachment: unknown }>((tie) => ({
  attachment: fc.oneof(
    { maxDepth: 3 },
    odd,
    fc.record(
      {
        is_share: fc.boolean(),
        is_msg_unfurl: fc.boolean(),
        from_url: fc.constantFrom('https://shop.example/a', 'https://elsewhere.example'),
        author_name: words,
        pretext: mrkdwn,
        title: words,
        text: mrkdwn,
        fallback: words,
        footer: words,
        fields: fc.array(fc.record({ title: words, value: mrkdwn })),
        blocks: fc.array(block, { maxLength: 2 }),
        message_blocks: fc.array(
          fc.record({ message: fc.record({ blocks: fc.array(block, { maxLength: 2 }) }) }),
          { maxLength: 2 },
        ),
        files: fc.array(file, { maxLength: 2 }),
        attachments: fc.array(tie('attachment'), { maxLength: 2 }),
        hologram: words,
      },
      { requiredKeys: [] },
    ),
  ),
}));

/** What a message may consist of, besides who wrote it and when. */
export const messageShape = fc.record(
  {
    text: fc.oneof({ weight: 3, arbitrary: mrkdwn }, odd),
    blocks: fc.oneof({ weight: 5, arbitrary: fc.array(block, { maxLength: 3 }) }, odd),
    attachments: fc.oneof({ weight: 5, arbitrary: fc.array(attachment, { maxLength: 3 }) }, odd),
    files: fc.oneof({ weight: 5, arbitrary: fc.array(file, { maxLength: 3 }) }, odd),
    edited: odd,
    thread_ts: fc.constantFrom(null, 7),
    hologram: odd,
  },
  { requiredKeys: [] },
);

/** The words that a test put into a shape, wherever they are. */
export function wordsOfShape(shape: unknown): string[] {
  return JSON.stringify(shape).match(/\bq[a-z]{6,9}\b/g) ?? [];
}
