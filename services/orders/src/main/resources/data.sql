INSERT INTO orders (id, tenant, item, amount, status, placed_by, placed_at, refunded_by) VALUES
    (1, 'north', 'Lantern, brass',      39.90, 'PLACED',   'first-delivery', '2026-11-02T09:15:00Z', NULL),
    (2, 'north', 'Rope, 20 metres',     18.50, 'PLACED',   'first-delivery', '2026-11-05T14:02:00Z', NULL),
    (3, 'north', 'Portcullis grease',    7.25, 'REFUNDED', 'first-delivery', '2026-11-09T11:40:00Z', 'first-delivery'),
    (4, 'south', 'Drawbridge chain',   412.00, 'PLACED',   'first-delivery', '2026-11-03T08:30:00Z', NULL),
    (5, 'south', 'Torches, box of 12',  24.60, 'PLACED',   'first-delivery', '2026-11-12T16:55:00Z', NULL);
