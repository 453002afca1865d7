// CKEditor appends its own, constant stamp to every file that it loads: with ours a browser that
// kept an old plugin asks for the new one.
CKEDITOR.timestamp = document.currentScript.dataset.stamp;
