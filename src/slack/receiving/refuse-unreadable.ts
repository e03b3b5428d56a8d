import type { App } from '@slack/bolt';

/** Which deliveries have come as far as one of the bot's own listeners. */
export type Reached = WeakSet<object>;

/**
 * Acknowledges deliveries that can never be read. Bolt itself throws at some, as at an event that is
 * null, before any listener has them: Slack would deliver them again, and they would be as they are.
 * What has no listener is acknowledged too.
 */
export function refuseUnreadable(
  app: App,
  { reached, onUnreadable }: { reached: Reached; onUnreadable: (about: { type: string }) => void },
): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (delivery) => {
    const { body, ack } = delivery;
    let isAcknowledged = false;
    const acknowledge: typeof ack = async (answer) => {
      isAcknowledged = true;
      await ack(answer);
    };
    try {
      await processEvent({ ...delivery, ack: acknowledge });
    } catch (error) {
      if (reached.has(body)) throw error;
      onUnreadable({ type: 'delivery' });
    }
    if (!isAcknowledged) await ack();
  };
}
