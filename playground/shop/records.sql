-- A small company's customers. All but the recipe's John Doe have emails at reserved example domains.

insert into customers values
  (1001, 'johndoe@gmail.com', 'John Doe', 'johndoe',
    '$2b$12$JohnsPasswordHash', 'First pet?', 'Rex-the-dog', null,
    now() - interval '3 years', now() - interval '9 days', now() - interval '2 days'),
  (1002, 'aiko.tanaka@example.com', 'Aiko Tanaka', 'aiko',
    '$2b$12$AikosPasswordHash', 'Street you grew up in?', 'Sakura-dori', 'JBSWY3DPEHPK3PXP',
    now() - interval '14 months', now() - interval '5 days', now() - interval '1 day'),
  (1003, 'renee.mueller@example.com', 'Renée Müller-Østby', 'renée',
    '$2b$12$ReneesPasswordHash', 'First school?', 'Lycée-Molière', 'KRSXG5CTMVRXEZLU',
    now() - interval '2 years', now() - interval '6 hours', null),
  (1004, 'priya.raman@example.org', 'Priya Raman', 'priya',
    '$2b$12$PriyasPasswordHash', 'First car?', 'Yellow-Nano', null,
    now() - interval '1 day', null, null),
  (1005, 'office@example.net', 'Okafor Repairs', 'okafor-repairs',
    '$2b$12$OkaforsPasswordHash', 'First teacher?', 'Mrs-Adeyemi', null,
    now() - interval '5 years', now() - interval '1 month', null),
  (1006, 'Office@Example.net', 'Sam Okafor', 'sam',
    '$2b$12$SamsPasswordHash', 'First teacher?', 'Mr-Bello', null,
    now() - interval '4 years', now() - interval '2 months', null),
  (1007, 'omar.haddad@example.com', 'عمر حداد', 'omar',
    '$2b$12$OmarsPasswordHash', 'Favourite city?', 'Beirut-old-town', 'MFRGGZDFMZTWQ2LK',
    now() - interval '8 months', now() - interval '3 days', null);

insert into cards values
  (1, 1001, 'AMEX', '370000000001234'),
  (2, 1002, 'VISA', '4000000000000077'),
  (3, 1003, 'Mastercard', '5200000000000007'),
  (4, 1006, 'VISA', '4000000000009979'),
  (5, 1007, 'VISA', '4000000000003220');

insert into purchases (customer_id, item, price, currency, purchased_at) values
  (1001, 'TV', 349.99, 'USD', now() - interval '7 days'),
  (1001, 'Microwave', 99.99, 'USD', now() - interval '30 days'),
  (1001, 'Chair', 44.99, 'USD', now() - interval '45 days'),
  (1002, 'Headphones', 129.00, 'USD', now() - interval '20 days'),
  (1003, 'Espresso machine', 429.50, 'EUR', now() - interval '12 days'),
  (1003, 'Kettle', 39.90, 'EUR', now() - interval '90 days'),
  (1005, 'Tool chest', 212.00, 'USD', now() - interval '60 days'),
  (1006, 'Desk lamp', 24.50, 'USD', now() - interval '70 days'),
  (1007, 'Bookshelf', 189.00, 'USD', now() - interval '4 days');

-- John's TV was charged twice; the bookshelf was paid by transfer and its delivery was refunded.
insert into charges (customer_id, card_id, description, amount, currency, status, charged_at) values
  (1001, 1, 'TV', 349.99, 'USD', 'paid', now() - interval '7 days'),
  (1001, 1, 'TV', 349.99, 'USD', 'paid', now() - interval '7 days' + interval '2 minutes'),
  (1001, 1, 'Microwave', 99.99, 'USD', 'paid', now() - interval '30 days'),
  (1001, 1, 'Chair', 44.99, 'USD', 'paid', now() - interval '45 days'),
  (1002, 2, 'Headphones', 129.00, 'USD', 'declined', now() - interval '20 days'),
  (1002, 2, 'Headphones', 129.00, 'USD', 'paid', now() - interval '19 days'),
  (1003, 3, 'Espresso machine', 429.50, 'EUR', 'paid', now() - interval '12 days'),
  (1003, 3, 'Kettle', 39.90, 'EUR', 'paid', now() - interval '90 days'),
  (1005, null, 'Tool chest', 212.00, 'USD', 'paid', now() - interval '58 days'),
  (1006, 4, 'Desk lamp', 24.50, 'USD', 'paid', now() - interval '70 days'),
  (1007, null, 'Bookshelf', 189.00, 'USD', 'paid', now() - interval '4 days'),
  (1007, 5, 'Refund of delivery', -15.00, 'USD', 'refunded', now() - interval '1 day');

insert into items (name, description, regular_price, sale_price, sale_ends_at) values
  ('Monitor', 'Half off', 160.00, 80.00, now() + interval '10 days'),
  ('Keyboard', null, 59.00, 47.20, null),
  ('Webcam', 'Last year''s model', 90.00, 45.00, now() - interval '1 day'),
  ('TV', null, 349.99, null, null);
