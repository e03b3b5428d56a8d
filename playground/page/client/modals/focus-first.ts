/** Focuses the first field with an error; else the first field, the submit button, the first button. */
export function focusFirst(dialog: HTMLElement | null): void {
  const wanted = ['.hm-body [aria-invalid=true]', fields, submit, '.hm-body button', close];
  const found = wanted.map((what) => dialog?.querySelector<HTMLElement>(what)).find(Boolean);
  const isGroup = found?.getAttribute('role') === 'radiogroup';
  (isGroup ? found?.querySelector<HTMLElement>('input') : found)?.focus();
}

const submit = '.hm-foot button[type=submit]';
const close = '.hm-foot button';
const fields =
  '.hm-body .hb-field :is(textarea, [role=combobox], input:not([type=radio]), input:checked, input)';
