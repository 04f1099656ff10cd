"use strict";
// What was read stays in sight: the browser keeps the place when a page is loaded again.
new EventSource("changes").onmessage = () => location.reload();
