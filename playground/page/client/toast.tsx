/** What Slack says against something that was just tried. */
export function Toast({ words, onClose }: { words: string | undefined; onClose: () => void }) {
  return (
    <div class="toast-place" role="alert">
      {words && (
        <p class="toast">
          {words}
          <button
            type="button"
            class="icon-button"
            aria-label="Close this notice"
            onClick={onClose}
          >
            ✕
          </button>
        </p>
      )}
    </div>
  );
}
