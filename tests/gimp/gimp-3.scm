; How the tests' scripts say in GIMP 3 what GIMP 2.10 says otherwise.

(define (load-image file)
  (car (gimp-file-load RUN-NONINTERACTIVE file)))

(define (photograph image)
  (vector-ref (car (gimp-image-get-selected-layers image)) 0))

(define (new-image width height)
  (car (gimp-image-new width height RGB)))

(define (new-layer image name width height type)
  (car (gimp-layer-new image name width height type 100 LAYER-MODE-NORMAL)))

(define (new-group image)
  (car (gimp-group-layer-new image "group")))

; GIMP 3 writes whole images, so the layer gets one of its own, of the same depth and profile.
(define (save image layer file)
  (let* ((alone (car (gimp-image-duplicate image)))
         (others (vector->list (car (gimp-image-get-layers alone))))
         (copy (car (gimp-layer-new-from-drawable layer alone))))
    (gimp-image-insert-layer alone copy 0 0)
    (for-each (lambda (other) (gimp-image-remove-layer alone other)) others)
    (gimp-image-resize alone (width layer) (height layer) 0 0)
    (gimp-layer-set-offsets copy 0 0)
    (gimp-layer-set-mode copy LAYER-MODE-NORMAL)
    (if (> (car (gimp-layer-get-mask copy)) 0) (gimp-layer-remove-mask copy MASK-DISCARD))
    (gimp-file-save RUN-NONINTERACTIVE alone file)
    (gimp-image-delete alone)))

; With all its layers.
(define (save-document image file)
  (gimp-file-save RUN-NONINTERACTIVE image file))

(define (colorize-with image layer hints reference style strength device model use)
  (car (chromadot-colorize #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
         #:hints hints #:reference reference
         #:style (vector-ref #("layer" "colour") style) #:hint-strength strength
         #:device device #:model model
         #:reference-use (vector-ref #("both" "histogram" "saturation") use))))

(define (colorize-in-style image layer reference use look file)
  (car (chromadot-colorize #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
         #:reference reference #:device "cpu" #:look (if (string=? look "") "none" look) #:reference-file file
         #:reference-use (vector-ref #("both" "histogram" "saturation") use))))

(define (colorize-again image layer)
  (car (chromadot-colorize #:run-mode RUN-WITH-LAST-VALS #:image image #:drawables (vector layer))))

(define (colorize-by-dialog image layer)
  (car (chromadot-colorize #:run-mode RUN-INTERACTIVE #:image image #:drawables (vector layer))))

; What the plug-in keeps in GIMP from one call to the next.
(define (remember key text)
  (gimp-attach-parasite (list key 0 text)))

(define (suggest image layer foreground)
  (chromadot-suggest #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (vector layer)
    #:foreground (vector-ref #("keep" "first") foreground)))

(define (live run-mode image layer)
  (chromadot-live #:run-mode run-mode #:image image #:drawables (vector layer)))

(define (active-palette)
  (car (gimp-resource-get-name (car (gimp-context-get-palette)))))
(define (palette-size name)
  (car (gimp-palette-get-color-count (car (gimp-palette-get-by-name name)))))
(define (palette-label name entry)
  (car (gimp-palette-get-entry-name (car (gimp-palette-get-by-name name)) entry)))
(define (palette-colour name entry)
  (car (gimp-palette-get-entry-color (car (gimp-palette-get-by-name name)) entry)))

(define (select-layer image layer)
  (gimp-image-set-selected-layers image (vector layer)))

(define (registered? name)
  (defined? (string->symbol name)))

(define (layer-list image)
  (vector->list (car (gimp-image-get-layers image))))

(define (layer-count image)
  (vector-length (car (gimp-image-get-layers image))))

(define (base-type image)
  (car (gimp-image-get-base-type image)))

(define (width layer) (car (gimp-drawable-get-width layer)))
(define (height layer) (car (gimp-drawable-get-height layer)))
(define (left layer) (car (gimp-drawable-get-offsets layer)))
(define (top layer) (cadr (gimp-drawable-get-offsets layer)))

; Codes 0..255.
(define (codes layer x y)
  (car (gimp-drawable-get-pixel layer x y)))

; A code 0..255 of the first channel.
(define (code layer x y)
  (car (car (gimp-drawable-get-pixel layer x y))))

(define (assign-profile image file)
  (gimp-image-set-color-profile-from-file image file))

(define (convert-to-profile image file)
  (gimp-image-convert-color-profile-from-file image file
    COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC FALSE))

; Its bytes are out of Script-Fu's reach, but not the parasite in which they are.
(define (has-profile? image)
  (member "icc-profile" (car (gimp-image-get-parasite-list image))))
