-- title: Paths that scanners try
-- group: security
-- about: Requests for what nobody links to: parents of the root, dot files, other products' admin pages, code in the
--   query. A status of 2xx or 3xx among them is what to look at first.
-- parameter limit = 200: how many requests
SELECT session, conn, req, at, status, method, authority, path
FROM request
WHERE REGEXP_LIKE(path, '(?i)([.][.]/|%2e%2e|/[.](git|env|svn|aws|ssh|ht)|wp-(login|admin)|phpmyadmin|/etc/passwd|cgi-bin/'
      || '|<script|%3cscript|union[+ (]|%00|[$][{]jndi)')
ORDER BY CASE WHEN status BETWEEN 200 AND 399 THEN 0 ELSE 1 END, at DESC, conn, req
LIMIT :limit
