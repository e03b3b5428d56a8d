import { Icon } from './icon.tsx';
/** The refusal of the last action, until it is closed. */
export function Toast({ text, onClose }: { text: string | undefined; onClose: () => void }) {
  return (
    <div class="toast-place" role="alert">
      {text && (
        <p class="toast">
          {text}
          <button
            type="button"
            class="icon-button"
            aria-label="Close this notice"
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
