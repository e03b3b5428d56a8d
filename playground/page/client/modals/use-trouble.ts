import { useState } from 'preact/hooks';
import type { Outcome } from '../../protocol.ts';

/** What Slack says against the last thing tried in a form; it is said in the form, as nothing below can be seen. */
export function useTrouble(form: string) {
  const [said, setSaid] = useState<{ form: string; words: string | undefined }>();

  const tell = async (work: Promise<Outcome>) => {
    setSaid(undefined);
    const outcome = await work;
    if (outcome.status === 'refused') setSaid({ form, words: outcome.shown });
    return outcome;
  };

  return { trouble: said?.form === form ? said.words : undefined, tell };
}
