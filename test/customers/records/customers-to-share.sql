-- What the shop of the playground lacks: many accounts of one email, many rows of one account.

insert into customers
select id, 'Family@example.com', 'Member ' || id, 'user-' || id, 'hash', 'Pet?', 'Rex', null,
  now() - interval '1 year', null, null
from generate_series(3001, 3003) as id;

insert into customers
select id, 'crowd@example.com', 'Crowd', 'crowd-' || id, 'hash', 'Pet?', 'Rex', null,
  now() - interval '1 year', null, null
from generate_series(4001, 4030) as id;

-- The oldest are inserted last, and each is a minute newer than the one before.
insert into charges (customer_id, card_id, description, amount, currency, status, charged_at)
select 4001, null, 'No. ' || number, 1, 'USD', 'paid', now() + number * interval '1 minute'
from generate_series(40, 1, -1) as number;

insert into purchases (customer_id, item, price, currency, purchased_at)
select 4001, 'No. ' || number, 1, 'USD', now() + number * interval '1 minute'
from generate_series(1, 40) as number;

insert into items (name, regular_price, sale_price, sale_ends_at)
select 'Offer ' || number, 2, 1, now() + number * interval '1 hour'
from generate_series(40, 1, -1) as number;

-- Texts that are long or have several lines, in each column that holds a text.
insert into charges (customer_id, description, amount, currency, status, charged_at)
values (1001, E'Two\nlines' || repeat(' long', 100), 1, 'USD', E'two\nlines', now());

insert into purchases (customer_id, item, price, currency, purchased_at)
values (1001, E'Two\nlines' || repeat(' long', 100), 1, 'USD', now());

insert into items (name, description, regular_price, sale_price, sale_ends_at)
values (E'Two\nlines' || repeat(' long', 100), E'Two\nlines', 2, 1, now() + interval '90 minutes');

create or replace view support_rewards as
select
  4001::bigint as customer_id,
  'Reward ' || number as title,
  now() + number * interval '1 day' as ends_at
from generate_series(40, 1, -1) as number
union all
select customer_id, E'10% off\nthe next purchase' || repeat(' long', 100), null
from purchases
where customer_id = 1001 and price > 300;

create or replace view support_accounts as
select
  id as customer_id,
  version || username || case id when 1001 then E'\nof two lines' else '' end as username,
  case id when 1001 then E'active\nand more' else 'active' end as status,
  locked_at,
  created_at - age as created_at,
  last_sign_in_at,
  totp_secret is not null as two_factor
from customers
cross join (values ('', interval '0'), ('old-', interval '1 year')) as versions (version, age)
order by version desc;

insert into customers values
  (5001, 'night@example.com', 'Night Owl', 'night', 'hash', 'Pet?', 'Rex', null, now(), null, null);

insert into charges (customer_id, description, amount, currency, status, charged_at)
values (5001, 'Lamp', 20, 'USD', 'paid', '2026-11-05 00:30+00');

-- A timestamp without a time zone, in a database that is not kept in UTC.
drop view support_charges;
create view support_charges as
select
  charges.customer_id,
  charges.charged_at at time zone 'UTC' as charged_at,
  charges.description,
  charges.amount,
  charges.currency,
  charges.status,
  cards.brand as payment_brand,
  right(cards.number, 4) as payment_last4
from charges
left join cards on cards.id = charges.card_id;

do $$ begin
  execute format('alter database %I set timezone = ''Pacific/Auckland''', current_database());
end $$;
