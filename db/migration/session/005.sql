-- Kept for the tables of the TCP life under a connection: whoever brings them writes over this.
SELECT 1;
