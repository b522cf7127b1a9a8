; How the tests' scripts say in GIMP 2.10 what GIMP 3 says otherwise.

(define (load-image file)
  (car (gimp-file-load RUN-NONINTERACTIVE file file)))

(define (photograph image)
  (car (gimp-image-get-active-layer image)))

(define (new-image width height)
  (car (gimp-image-new width height RGB)))

(define (new-layer image name width height type)
  (car (gimp-layer-new image width height type name 100 LAYER-MODE-NORMAL)))

(define (new-group image)
  (car (gimp-layer-group-new image)))

(define (save image layer file)
  (gimp-file-save RUN-NONINTERACTIVE image layer file file))

; With all its layers.
(define (save-document image file)
  (gimp-xcf-save RUN-NONINTERACTIVE image (car (gimp-image-get-active-drawable image)) file file))

(define (colorize-with image layer hints reference style strength device model use)
  (car (chromadot-colorize RUN-NONINTERACTIVE image layer hints reference style strength device model use "" "")))

(define (colorize-in-style image layer reference use look file)
  (car (chromadot-colorize RUN-NONINTERACTIVE image layer -1 reference 0 100 "cpu" "" use look file)))

(define (colorize-again image layer)
  (car (chromadot-colorize RUN-WITH-LAST-VALS image layer -1 -1 0 100 "cpu" "" 0 "" "")))

(define (colorize-by-dialog image layer)
  (car (chromadot-colorize RUN-INTERACTIVE image layer -1 -1 0 100 "cpu" "" 0 "" "")))

; What the plug-in keeps in GIMP from one call to the next.
(define (remember key text)
  (gimp-procedural-db-set-data key (string-length text) (list->vector (map char->integer (string->list text)))))

(define (suggest image layer foreground)
  (chromadot-suggest RUN-NONINTERACTIVE image layer foreground))

(define (live run-mode image layer)
  (chromadot-live run-mode image layer))

(define (active-palette)
  (car (gimp-context-get-palette)))
(define (palette-size name)
  (car (gimp-palette-get-info name)))
(define (palette-label name entry)
  (car (gimp-palette-entry-get-name name entry)))
(define (palette-colour name entry)
  (car (gimp-palette-entry-get-color name entry)))

(define (select-layer image layer)
  (gimp-image-set-active-layer image layer))

(define (registered? name)
  (= 1 (car (gimp-procedural-db-proc-exists name))))

(define (layer-list image)
  (vector->list (cadr (gimp-image-get-layers image))))

(define (layer-count image)
  (car (gimp-image-get-layers image)))

(define (base-type image)
  (car (gimp-image-base-type image)))

(define (width layer) (car (gimp-drawable-width layer)))
(define (height layer) (car (gimp-drawable-height layer)))
(define (left layer) (car (gimp-drawable-offsets layer)))
(define (top layer) (cadr (gimp-drawable-offsets layer)))

; Codes 0..255.
(define (codes layer x y)
  (vector->list (cadr (gimp-drawable-get-pixel layer x y))))

; A code 0..255 of the first channel.
(define (code layer x y)
  (aref (cadr (gimp-drawable-get-pixel layer x y)) 0))

(define (assign-profile image file)
  (gimp-image-set-color-profile-from-file image (string-append "file://" file)))

(define (convert-to-profile image file)
  (gimp-image-convert-color-profile-from-file image (string-append "file://" file)
    COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC FALSE))

(define (has-profile? image)
  (> (car (gimp-image-get-color-profile image)) 0))
