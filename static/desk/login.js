// On the login page: says that a text waits, when one does.

import { all } from "./storage.js";

const notice = document.getElementById("desk-waiting");
if (notice && all().length) notice.hidden = false;
