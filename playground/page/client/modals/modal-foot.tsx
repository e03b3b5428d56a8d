type Props = {
  closeText: string;
  submitText: string | undefined;
  isClosing: boolean;
  isSubmitting: boolean;
  onDismiss: () => void;
};

/** A form's two buttons; a form without fields has only the first. */
export function ModalFoot({ closeText, submitText, isClosing, isSubmitting, onDismiss }: Props) {
  return (
    <footer class="hm-foot">
      <button type="button" class="hb-button hm-button" aria-busy={isClosing} onClick={onDismiss}>
        {closeText}
      </button>
      {submitText !== undefined && (
        <button
          type="submit"
          class="hb-button hb-primary hm-button"
          aria-busy={isSubmitting}
          aria-disabled={isSubmitting}
        >
          {submitText}
        </button>
      )}
    </footer>
  );
}
