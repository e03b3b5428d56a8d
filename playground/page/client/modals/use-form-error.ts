import { useState } from 'preact/hooks';
import type { Outcome } from '../../protocol.ts';

/** The refusal of the last action in a form. It shows in the form, which covers the page's notices. */
export function useFormError(form: string) {
  const [refusal, setRefusal] = useState<{ form: string; text: string | undefined }>();

  const track = async (work: Promise<Outcome>) => {
    setRefusal(undefined);
    const outcome = await work;
    if (outcome.status === 'refused') setRefusal({ form, text: outcome.shown });
    return outcome;
  };

  return { error: refusal?.form === form ? refusal.text : undefined, track };
}
