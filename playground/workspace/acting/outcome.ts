import type { DeliveryResult } from '../deliveries/delivery.ts';

/** Slack's error code for a click or a command that the bot did not acknowledge. */
export function failure({ status }: DeliveryResult): 'operation_timeout' | 'dispatch_failed' {
  return status === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
}
