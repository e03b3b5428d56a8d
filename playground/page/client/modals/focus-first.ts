/** Focuses the first field with an error; else the first field; else the submit button. */
export function focusFirst(dialog: HTMLElement | null): void {
  const wanted = ['.hm-body [aria-invalid=true]', fields, '.hm-foot button:last-child'];
  const found = wanted.map((what) => dialog?.querySelector<HTMLElement>(what)).find(Boolean);
  const isGroup = found?.getAttribute('role') === 'radiogroup';
  (isGroup ? found?.querySelector<HTMLElement>('input') : found)?.focus();
}

const fields =
  '.hm-body .hb-field :is(textarea, [role=combobox], input:not([type=radio]), input:checked, input)';
