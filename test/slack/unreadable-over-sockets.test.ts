import { testUnreadableDeliveries } from './unreadable-deliveries.ts';

await testUnreadableDeliveries({ socketMode: true });
