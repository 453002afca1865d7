/* What is pasted keeps its structure and loses the rest. The editor's own plugins read Word, Docs
   and LibreOffice first; this one guards them, then brings everything down to the closed list.
   Spaces and quotes are left as they came: the typographer settles them on save. */
;(() => {
  "use strict"

  const WORDS = {
    image: "Une image n’a pas été collée : elle n’est pas dans la photothèque, et ses droits sont " +
      "inconnus.",
    images: count => `${count} images n’ont pas été collées : elles ne sont pas dans la ` +
      "photothèque, et leurs droits sont inconnus.",
    // For pictures whose bytes came with the text, and for those that are elsewhere.
    add: count => (count > 1 ? "Ajouter ces photos…" : "Ajouter cette photo…"),
    choose: "Choisir ou envoyer une photo…",
    name: number => `image-collee-${number}`,
  }
  const DROPPED =
    "wbr, script, style, meta, link, title, template, noscript, iframe, object, embed, svg, math, " +
    "audio, video, canvas, form input, form select, form textarea, form button, button, input, " +
    "select, textarea, nav, dialog, del, [hidden], [aria-hidden='true'], xml, " +
    "[style*='display:none'], [style*='display: none'], [style*='mso-hide:all'], " +
    "sup:has(> a[href^='#cmnt']), div:has(> p > a[href^='#cmnt_ref'])"
  // What the editor draws around a text and never stores: copied with it, it is not of it.
  const DRAWN =
    "[data-cke-ornament], .cke_widget_drag_handler_container, " +
    "[data-cke-copybin-start], [data-cke-copybin-end]"
  // Blocks of ours, by what an article stores of them: those of another article, of another tab.
  const OUR_BOXES = "figure[data-image], aside.exergue, aside.embed, section.encadre"
  const OUR_LINES = "figure[data-image] > figcaption, aside.exergue > footer, blockquote > footer"
  const OURS = `${OUR_BOXES}, ${OUR_LINES}`
  const BLOCK = "P H2 H3 UL OL LI TABLE CAPTION THEAD TBODY TR TH TD BLOCKQUOTE".split(" ")
  const LEAF = "p, h2, h3, li, th, td, caption, blockquote, figcaption, footer"
  // Boxes of a page's layout: their content goes up, as a paragraph where it is only words.
  const BOXES = "div, section, article, main, header, footer, aside, figure, figcaption, center, " +
    "address, details, summary, hgroup, fieldset, form, dl, dt, dd, pre, body, html, tfoot"
  const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3", B: "strong", I: "em", TFOOT: "tbody" }
  const KEPT = new Set([
    ...BLOCK,
    ..."STRONG EM A SUP SUB ABBR BR Q CITE SPAN FIGURE FIGCAPTION ASIDE FOOTER SECTION".split(" "),
  ])
  const ATTRIBUTES = {
    A: ["href", "data-article", "data-person", "data-event"],
    ABBR: ["title"],
    TH: ["scope", "colspan", "rowspan"],
    TD: ["colspan", "rowspan"],
    Q: ["data-person"],
    BLOCKQUOTE: ["data-person"],
    FIGURE: ["data-image"],
    ASIDE: ["data-person", "data-hors-article"],
    SECTION: ["data-kind"],
  }
  const CLASSES = { ASIDE: ["exergue", "embed"], SECTION: ["encadre"] }
  const FOREIGN = ["en", "de", "es", "it", "la"]
  const BULLET = /^[\s\u00a0]*[•◦▪■●○‣⁃·\uf0b7\uf0a7][\s\u00a0]*/
  // Word draws one of its bullets with this sign; elsewhere it opens the name of a paragraph.
  const WORD_BULLET = /^[\s\u00a0]*(?:[•◦▪■●○‣⁃·\uf0b7\uf0a7][\s\u00a0]*|§[\s\u00a0]*(?![\s\u00a0\d]))/
  // A dash opens a reply in French; a list, only where one is announced or Word says that it is.
  const DASH = /^[\s\u00a0]*[-–][\s\u00a0]+/
  // One alone calls a note, points to another article or ticks a box; several in a row cut a text.
  const STAR = /^[\s\u00a0]*(?:\*[\s\u00a0]+(?![\s\u00a0*])|[→➔➢✓✔]\ufe0f?[\s\u00a0]*)/
  const NUMBER = /^[\s\u00a0]*(\d{1,2})[.)][\s\u00a0]+/
  const FROM_WORD_PROCESSOR = /docs-internal-guid|\bMso|urn:schemas-microsoft-com|LibreOffice/i

  // What the Docs filter leaves on a span, and which says nothing.
  const NEUTRAL = "font-variant:normal"

  /** A span that has no style of use breaks the Docs filter, and the paste is lost in silence. */
  function guarded(html) {
    if (!/docs-internal-guid/.test(html)) return html
    return html.replace(/<span\b([^>]*)>/gi, (tag, attributes) =>
      /\sstyle\s*=\s*["']/i.test(attributes)
        ? tag.replace(/\sstyle\s*=\s*["']/i, found => `${found}${NEUTRAL};`)
        : `<span style="${NEUTRAL}"${attributes.replace(/\sstyle(\s*=\s*[^\s>]*)?/i, "")}>`,
    )
  }

  // What colleagues remarked in the margin of a Word text is not of the text. The filter for Word
  // takes away the attributes that tell it apart: it goes before.
  const REMARKS = [
    /<div\b[^>]*mso-element:\s*comment-list[\s\S]*?(?=<div\b[^>]*mso-element:\s*(?:foot|end)note-list|<!--EndFragment|<\/body|$)/gi,
    /<span\b[^>]*mso-special-character:\s*comment[\s\S]*?<\/span>/gi,
    /<a\b[^>]*\bmsocomanchor\b[\s\S]*?<\/a>/gi,
  ]
  const withoutRemarks = html =>
    /mso-/.test(html) ? REMARKS.reduce((text, remark) => text.replace(remark, ""), html) : html

  /** A filter that fails leaves the text as it came: what follows can read it, nothing is lost. */
  function survive(handler) {
    const { handle } = handler
    handler.handle = function (event, next) {
      const { dataValue } = event.data
      let isDone = false
      const goOn = () => {
        isDone = true
        next()
      }
      try {
        return handle.call(this, event, goOn)
      } catch (error) {
        if (isDone) throw error
        event.data.dataValue = dataValue
        return next()
      }
    }
  }

  // The editor reads a paste within the page: what loads something would load it there, and its
  // handlers would run. Under another name, and void as they are, they do neither.
  const LOADS =
    /<(img|image|video|audio|source|track|embed|input|iframe|object|svg|math|base)(?=[\s/>])/gi
  const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi
  const HANDLER = /([\s"'/])on(?=\w+\s*=)/gi
  const disarmed = html =>
    html
      .replace(LOADS, "<wbr data-was=$1 ")
      .replace(TAG, tag => tag.replace(HANDLER, "$1data-on"))

  /** The filters read the clipboard itself, not the event: both get the guarded text. */
  function guard(editor, event) {
    const { data } = event
    if (isOurs(editor, data)) return
    data.dataValue = disarmed(guarded(withoutRemarks(data.dataValue ?? "")))
    const transfer = data.dataTransfer
    if (!transfer || transfer.isGuarded) return
    transfer.isGuarded = true
    const read = transfer.getData
    transfer.getData = function (type, native) {
      const found = read.call(this, type, native)
      return typeof found === "string" && /html/i.test(type)
        ? disarmed(guarded(withoutRemarks(found)))
        : found
    }
  }

  const rename = (element, name) => {
    const fresh = element.ownerDocument.createElement(name)
    fresh.append(...element.childNodes)
    for (const { name: key, value } of element.attributes) fresh.setAttribute(key, value)
    element.replaceWith(fresh)
    return fresh
  }
  const unwrap = element => element.replaceWith(...element.childNodes)
  const isOfOurs = node => node.nodeType === Node.ELEMENT_NODE && node.matches(OURS)
  const isBlock = node => BLOCK.includes(node.nodeName) || isOfOurs(node)
  const isEmpty = element =>
    !element.textContent.replace(/[\s\u00a0\u200b\ufeff]/g, "") && !element.querySelector("table")

  /** Words in style attributes become elements: what is bold is strong, what leans is emphasis. */
  function readStyles(body) {
    for (const element of body.querySelectorAll("[style]")) {
      const { fontWeight, fontStyle, verticalAlign } = element.style
      const isBold = /^(bold|[6-9]00)/.test(fontWeight)
      if (/^(B|STRONG)$/.test(element.nodeName) && /^(normal|[1-4]00)$/.test(fontWeight)) {
        unwrap(element)
        continue
      }
      if (/^H\d$|^TH$/.test(element.nodeName) || element.matches("table, tr, tbody, ul, ol, a")) {
        continue
      }
      const names = []
      if (isBold && element.nodeName === "SPAN" && !element.closest("h1,h2,h3,h4,h5,h6,th,b,strong")) {
        names.push("strong")
      }
      if (fontStyle === "italic" && element.nodeName === "SPAN") names.push("em")
      if (verticalAlign === "super") names.push("sup")
      if (verticalAlign === "sub") names.push("sub")
      for (const name of names) {
        const inner = element.ownerDocument.createElement(name)
        inner.append(...element.childNodes)
        element.append(inner)
      }
    }
  }

  /** Where a link leads, or nothing: within a page, to a file, to a script. */
  function destination(href) {
    try {
      const url = new URL(href)
      if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url") {
        return destination(url.searchParams.get("q") ?? url.searchParams.get("url") ?? "")
      }
      return /^(https?|mailto|tel):$/.test(url.protocol) ? url.href : ""
    } catch {
      return ""
    }
  }

  function keepAttributes(body, isFromWordProcessor) {
    for (const element of body.querySelectorAll("*")) {
      const lang = element.getAttribute("lang")?.split("-")[0]
      // A word processor marks every third word as English: only a page's author means it.
      const isForeign = !isFromWordProcessor && FOREIGN.includes(lang) && !isBlock(element)
      const kept = ATTRIBUTES[element.nodeName] ?? []
      const named = (CLASSES[element.nodeName] ?? []).find(name => element.classList.contains(name))
      for (const { name } of [...element.attributes]) {
        if (!kept.includes(name)) element.removeAttribute(name)
      }
      if (isForeign) element.setAttribute("lang", lang)
      if (named) element.className = named
      if (element.nodeName === "A") {
        const href = destination(element.getAttribute("href") ?? "")
        // A link of ours has no address; what another site notes on its own says nothing here.
        if (href) {
          for (const name of kept) element.removeAttribute(name)
          element.setAttribute("href", href)
        } else element.removeAttribute("href")
        if (!kept.some(name => element.hasAttribute(name))) unwrap(element)
      }
      for (const span of ["colspan", "rowspan"]) {
        if (element.getAttribute(span) === "1") element.removeAttribute(span)
      }
    }
  }

  /** Runs of words and inline elements among blocks become paragraphs of their own. */
  function wrapRuns(parent) {
    if (![...parent.childNodes].some(isBlock)) return
    let run = null
    for (const node of [...parent.childNodes]) {
      if (isBlock(node)) {
        run = null
        continue
      }
      if (!run) {
        run = parent.ownerDocument.createElement("p")
        node.before(run)
      }
      run.append(node)
    }
  }

  /** One cell is no table, it is a page's frame: a box of its layout like another. */
  function openFrames(body) {
    for (const table of [...body.querySelectorAll("table")].reverse()) {
      const cells = [...table.rows].flatMap(row => [...row.cells])
      if (cells.length !== 1) continue
      const box = body.ownerDocument.createElement("div")
      if (table.caption) box.append(rename(table.caption, "p"))
      box.append(...cells[0].childNodes)
      table.replaceWith(box)
    }
  }

  /** From the inside out: a box of words is a paragraph, a box of blocks is only layout. */
  function openBoxes(body) {
    for (const box of [...body.querySelectorAll(BOXES)].reverse()) {
      if (isOfOurs(box)) continue
      if ([...box.childNodes].some(isBlock)) {
        wrapRuns(box)
        unwrap(box)
      } else if (box.closest("p, h2, h3, li, td, th, caption") || isEmpty(box)) {
        unwrap(box)
      } else {
        rename(box, "p")
      }
    }
  }

  /** The lines of a text that was set as it stands, line by line. */
  function keepLines(body) {
    for (const set of body.querySelectorAll("pre")) {
      const texts = body.ownerDocument.createTreeWalker(set, NodeFilter.SHOW_TEXT)
      const nodes = []
      while (texts.nextNode()) nodes.push(texts.currentNode)
      for (const node of nodes) {
        const [first, ...rest] = node.data.split("\n")
        const lines = rest.flatMap(line => [body.ownerDocument.createElement("br"), line])
        node.replaceWith(first, ...lines)
      }
    }
  }

  /** Two line breaks are a new paragraph; one at the end of a block is nothing. */
  function splitAtBreaks(body) {
    for (const block of body.querySelectorAll("p, h2, h3")) {
      const breaks = [...block.querySelectorAll("br")].filter(found => {
        let next = found.nextSibling
        while (next?.nodeType === Node.TEXT_NODE && !next.data.trim()) next = next.nextSibling
        return next?.nodeName === "BR"
      })
      for (const found of breaks.reverse()) {
        const range = found.ownerDocument.createRange()
        range.setStartAfter(found)
        range.setEndAfter(block.lastChild)
        const rest = block.cloneNode(false)
        rest.append(range.extractContents())
        found.remove()
        rest.querySelector("br")?.remove()
        // Done from the last pair to the first, each rest goes right after its block.
        if (!isEmpty(rest)) block.after(rest)
      }
    }
  }

  /** Words with no block around them are paragraphs where they hold two line breaks in a row;
      else they go in at the caret, among its words. */
  function splitLooseWords(body) {
    if ([...body.childNodes].some(isBlock)) return
    const paragraph = body.ownerDocument.createElement("p")
    paragraph.append(...body.childNodes)
    body.append(paragraph)
    splitAtBreaks(body)
    const parts = [...body.children]
    if (parts.filter(part => !isEmpty(part)).length < 2) parts.forEach(unwrap)
  }

  function trimBreaks(body) {
    for (const block of body.querySelectorAll(LEAF)) {
      for (const side of ["firstChild", "lastChild"]) {
        for (let node = block[side]; node; node = block[side]) {
          const isBlank = node.nodeType === Node.TEXT_NODE && !node.data.replace(/[\s]/g, "")
          if (node.nodeName !== "BR" && !isBlank) break
          node.remove()
        }
      }
    }
  }

  const patternsOf = isWordList => ({
    bullet: isWordList ? WORD_BULLET : BULLET, dash: DASH, star: STAR, number: NUMBER,
  })

  const kindOf = (paragraph, patterns) =>
    Object.keys(patterns).find(kind => patterns[kind].test(paragraph.textContent)) ?? ""

  const isAnnounced = paragraph =>
    /:[\s\u00a0]*$/.test(paragraph.previousElementSibling?.textContent ?? "")

  /** Take the mark off the beginning of an item, through whatever elements it stands in. */
  function removeMark(item, pattern) {
    let left = pattern.exec(item.textContent)[0].length
    const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
      const here = Math.min(left, node.data.length)
      node.deleteData(0, here)
      left -= here
    }
  }

  /** Lines of one paragraph that all bear a mark are as many paragraphs. */
  function splitMarkedLines(body) {
    for (const paragraph of [...body.querySelectorAll("p")]) {
      const lines = [[]]
      for (const node of paragraph.childNodes) {
        if (node.nodeName === "BR") lines.push([])
        else lines.at(-1).push(node)
      }
      const marked = lines.filter(line => {
        const text = line.map(node => node.textContent).join("")
        return [BULLET, DASH, STAR, NUMBER].some(pattern => pattern.test(text))
      })
      if (marked.length < 2) continue
      paragraph.replaceWith(
        ...lines.filter(line => line.length).map(line => {
          const fresh = body.ownerDocument.createElement("p")
          fresh.append(...line)
          return fresh
        }),
      )
    }
  }

  function makeLists(body, isWordList) {
    splitMarkedLines(body)
    const patterns = patternsOf(isWordList)
    for (const first of [...body.querySelectorAll("p")]) {
      if (!first.parentNode || first.closest("li")) continue
      const kind = kindOf(first, patterns)
      if (!kind) continue
      const takesDashes = isWordList || isAnnounced(first)
      if (kind === "dash" && !takesDashes) continue
      // One list may bear several marks, save that numbers are of another sort.
      const belongs = found =>
        found && (found === "number") === (kind === "number") && (found !== "dash" || takesDashes)
      const run = [first]
      for (let next = first.nextElementSibling; next?.nodeName === "P"; ) {
        if (!belongs(kindOf(next, patterns))) break
        run.push(next)
        next = next.nextElementSibling
      }
      // One dash is a reply, one number is a date or a sentence: two make a list.
      if (run.length < 2 && kind !== "bullet") continue
      if (kind === "number" && NUMBER.exec(first.textContent)[1] !== "1") continue
      const list = body.ownerDocument.createElement(kind === "number" ? "ol" : "ul")
      first.before(list)
      for (const paragraph of run) {
        removeMark(paragraph, patterns[kindOf(paragraph, patterns)])
        list.append(rename(paragraph, "li"))
      }
    }
  }

  function tidy(body) {
    for (const heading of body.querySelectorAll("h2, h3")) {
      heading.querySelectorAll("strong").forEach(unwrap)
    }
    for (const item of body.querySelectorAll("li, td, th, caption")) {
      const paragraphs = [...item.children].filter(child => child.nodeName === "P")
      paragraphs.forEach((paragraph, rank) => {
        if (rank) paragraph.before(body.ownerDocument.createElement("br"))
        unwrap(paragraph)
      })
    }
    trimBreaks(body)
    const lone = "p, h2, h3, li, ul, ol, blockquote, strong, em, a, sup, sub, span, q, abbr, cite"
    for (const element of [...body.querySelectorAll(lone)].reverse()) {
      if (!isEmpty(element) || element.querySelector("br")) continue
      // A space in bold is a space between two words.
      if (isBlock(element) || !element.textContent) element.remove()
      else unwrap(element)
    }
    for (const block of body.querySelectorAll("p, h2, h3")) {
      if (isEmpty(block)) block.remove()
    }
  }

  /** `html` in a document of its own, where nothing loads or runs, without what editors draw. */
  function read(html) {
    const { body } = new DOMParser().parseFromString(disarmed(html), "text/html")
    body.querySelectorAll(DRAWN).forEach(element => element.remove())
    return body
  }

  /** HTML from anywhere as the closed list writes it, and how many pictures were left out. */
  function normalise(html, raw = html) {
    const isFromWordProcessor = FROM_WORD_PROCESSOR.test(raw)
    const body = read(html)
    const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
    const found = []
    while (comments.nextNode()) found.push(comments.currentNode)
    found.forEach(comment => comment.remove())

    const images = read(raw).querySelectorAll("wbr[data-was='img'], v\\:imagedata")
    // A pixel that counts readers is not a picture that somebody misses.
    const missed = [...images].filter(
      image => !(Number(image.getAttribute("width")) === 1 && Number(image.getAttribute("height")) === 1),
    ).length
    body.querySelectorAll(DROPPED).forEach(element => element.remove())
    // LibreOffice leaves the number of a note and its first word stuck together.
    body.querySelectorAll("a.sdfootnotesym, a.sdendnotesym").forEach(mark => mark.after(" "))

    keepLines(body)
    openFrames(body)
    readStyles(body)
    for (const element of [...body.querySelectorAll(Object.keys(RENAMED).join(","))]) {
      rename(element, RENAMED[element.nodeName])
    }
    openBoxes(body)
    keepAttributes(body, isFromWordProcessor)
    for (const element of [...body.querySelectorAll("*")]) {
      if (element.nodeName === "I" || element.nodeName === "B") continue
      const isBare = element.nodeName === "SPAN" && !element.hasAttribute("lang")
      if (!KEPT.has(element.nodeName) || isBare) unwrap(element)
    }
    const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const node = texts.currentNode
      node.data = node.data.replace(/[ \t\r\n\f]+/g, " ").replace(/[\u00ad\u200b\ufeff]/g, "")
    }
    wrapRuns(body)
    body.querySelectorAll("blockquote").forEach(quote => {
      if (![...quote.childNodes].some(isBlock)) {
        const paragraph = body.ownerDocument.createElement("p")
        paragraph.append(...quote.childNodes)
        quote.append(paragraph)
      } else wrapRuns(quote)
    })
    splitAtBreaks(body)
    splitLooseWords(body)
    body.normalize()
    makeLists(body, /mso-list:/i.test(raw))
    tidy(body)
    return { html: body.innerHTML.trim(), missed }
  }

  // Word writes the bullet of its second level as a letter; what follows the letter tells it apart.
  const LETTER = /^([ \t]*)o(?:\t[ \t]*| {2,})(?=\S)/gm

  const withBullets = text =>
    (text.match(LETTER)?.length > 1 ? text.replace(LETTER, "$1◦ ") : text)

  /** Without an empty line, each line of a plain text is a paragraph; with some, a line break. */
  function paragraphs(text) {
    const lines = withBullets(text.replace(/\r\n?/g, "\n").trim())
    const escaped = CKEDITOR.tools.htmlEncode(lines)
    if (!escaped.includes("\n")) return null
    const parts = escaped.split(/\n[ \t]*\n\s*/)
    const blocks = parts.length > 1 ? parts : escaped.split("\n")
    return blocks.map(block => `<p>${block.replace(/\n/g, "<br>")}</p>`).join("")
  }

  const isOurs = (editor, data) => {
    const kind = data.dataTransfer?.getTransferType(editor)
    return kind === CKEDITOR.DATA_TRANSFER_INTERNAL || kind === CKEDITOR.DATA_TRANSFER_CROSS_EDITORS
  }

  /** The pictures of a paste whose bytes came with it: data addresses, or files beside the text. */
  function filesIn(raw, transfer) {
    const found = []
    for (const image of read(raw).querySelectorAll("wbr[data-was='img'][src^='data:image/']")) {
      const [, type, base64] =
        image.getAttribute("src").match(/^data:(image\/[a-z+.-]+);base64,([\s\S]+)$/i) ?? []
      if (!base64) continue
      try {
        const bytes = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))
        found.push(new File([bytes], WORDS.name(found.length + 1), { type }))
      } catch {
        // Bytes that cannot be read are a picture that is elsewhere.
      }
    }
    for (let number = 0; !found.length && number < (transfer?.getFilesCount() ?? 0); number += 1) {
      const file = transfer.getFile(number)
      if (file?.type.startsWith("image/")) found.push(file)
    }
    return found
  }

  /** Says that pictures are missing, with a button that adds them to the library. */
  function offer(editor, missed, files) {
    const notice = editor.showNotification(
      missed === 1 ? WORDS.image : WORDS.images(missed), "warning", 30000,
    )
    // A note on somebody has no place for pictures.
    if (!editor.getCommand("photo-choose")) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "collage-offre"
    button.textContent = files.length ? WORDS.add(files.length) : WORDS.choose
    button.addEventListener("click", () => {
      notice.hide()
      if (files.length) editor.execCommand("photo-add", files)
      else editor.execCommand("photo-choose")
    })
    const show = () =>
      notice.element.$.querySelector(".cke_notification_message")?.append(" ", button)
    if (notice.element) show()
    else editor.once("notificationShow", () => setTimeout(show, 0))
  }

  function clean(editor, event) {
    const { data } = event
    // Cut here and pasted here: blocks with their references, which are right as they are.
    if (isOurs(editor, data)) return
    if (data.type === "text") {
      const made = paragraphs(data.dataTransfer?.getData("text/plain") || "")
      if (!made) return
      data.type = "html"
      data.dataValue = made
    }
    if (!data.dataValue) return
    // The filters took away what tells where the text comes from; the clipboard still says.
    const raw = data.dataTransfer?.getData("text/html", true) || data.dataValue
    const { html, missed } = normalise(data.dataValue, raw)
    data.dataValue = html
    data.type = "html"
    // What the filter for all pages would take away is gone; the closed list stands behind.
    data.dontFilter = true
    if (missed) offer(editor, missed, filesIn(raw, data.dataTransfer))
    if (!html) event.cancel()
  }

  CKEDITOR.plugins.add("collage", {
    requires: "clipboard,pastetools,notification",
    init(editor) {
      editor.on("pluginsLoaded", () => editor.pasteTools.handlers.forEach(survive))
      // Before anything reads the clipboard, and right after the filters (3).
      editor.on("paste", event => guard(editor, event), null, null, 0)
      editor.on("paste", event => clean(editor, event), null, null, 4)
    },
  })
  CKEDITOR.plugins.get("collage").normalise = normalise
})()
