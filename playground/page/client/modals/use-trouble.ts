import { useState } from 'preact/hooks';
import type { Outcome } from '../../protocol.ts';

/** What Slack says against the last thing tried in a form; it is said in the form, as nothing below can be seen. */
export function useTrouble(form: string) {
  const [said, setSaid] = useState<{ form: string; words: string | undefined }>();

  const tell = async (work: Promise<Outcome>) => {
    setSaid(undefined);
    const { status, shown } = await work;
    if (status === 'refused') setSaid({ form, words: shown });
  };

  return { trouble: said?.form === form ? said.words : undefined, tell };
}
