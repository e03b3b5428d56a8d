-- What support may see: six views over the tables, without their secrets.

create view support_customers as
select id, email, name from customers;

create view support_charges as
select
  charges.customer_id,
  charges.charged_at,
  charges.description,
  charges.amount,
  charges.currency,
  charges.status,
  cards.brand as payment_brand,
  right(cards.number, 4) as payment_last4
from charges
left join cards on cards.id = charges.card_id;

create view support_purchases as
select customer_id, purchased_at, item, price, currency from purchases;

create view support_offers as
select
  name as item,
  description,
  sale_price as price,
  regular_price,
  'USD' as currency,
  sale_ends_at as ends_at
from items
where sale_price < regular_price and (sale_ends_at is null or sale_ends_at > now());

create view support_rewards as
select customer_id, '10% off the next purchase' as title, null::timestamptz as ends_at
from purchases
group by customer_id, currency
having sum(price) > 300;

create view support_accounts as
select
  id as customer_id,
  username,
  case when locked_at is null then 'active' else 'locked' end as status,
  locked_at,
  created_at,
  last_sign_in_at,
  totp_secret is not null as two_factor
from customers;
